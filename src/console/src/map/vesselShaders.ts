import { CLASSES } from '../vessels/classes.ts';

/** The programs that draw vessels. Sizes are in CSS pixels; `look` is the angle in radians (below 0 for none), the class and the marks of a vessel, `which` the number of the corner of her quad. */

const HEAD = `#version 300 es
precision highp float;
`;

/** The quad of a vessel is turned with her and only as large as what is drawn in it: what is outside costs as much as what is inside. */
export const SYMBOL_VERTEX = `${HEAD}
in float which;
in vec2 place;
in vec3 look;
uniform mat4 matrix;
uniform vec2 viewport;
uniform float size;
uniform vec3 classes[${CLASSES.length}];
out vec2 at;
out vec2 turned;
flat out vec3 colour;
flat out float radius;
flat out int isTriangle;
flat out int marks;
void main() {
  vec2 corner = vec2(mod(which, 2.0), floor(which * 0.5)) * 2.0 - 1.0;
  marks = int(look.z + 0.5);
  colour = classes[int(look.y + 0.5)];
  radius = size;
  isTriangle = look.x < 0.0 ? 0 : 1;
  bool isRinged = (marks & 22) != 0, isGhost = (marks & 1) != 0;
  float around = isRinged ? size * 1.9 : isGhost ? size * 1.35 + 2.0 : size * 0.62 + 2.0;
  bool isPlain = isTriangle == 1 && !isRinged && !isGhost;
  turned = corner * around;
  turned.y = isPlain ? mix(-0.8 * size - 2.0, size + 2.0, corner.y * 0.5 + 0.5) : turned.y;
  float s = isTriangle == 1 ? sin(look.x) : 0.0, c = isTriangle == 1 ? cos(look.x) : 1.0;
  at = vec2(turned.x * c + turned.y * s, turned.y * c - turned.x * s);
  vec4 centre = matrix * vec4(place, 0.0, 1.0);
  gl_Position = vec4(centre.xy + at * 2.0 / viewport * centre.w, 0.0, centre.w);
}`;

/** A ship with a heading is the triangle of ECDIS (IEC 62288, AIS target), one without is a circle; class B is hollow; who was not heard for long is pale and crossed out as a lost target; a doubtful position is in a broken ring. */
export const SYMBOL_FRAGMENT = `${HEAD}
in vec2 at;
in vec2 turned;
flat in vec3 colour;
flat in float radius;
flat in int isTriangle;
flat in int marks;
uniform vec3 outline;
uniform vec3 mark;
out vec4 result;

// Pixels from the edge, below 0 inside: the apex ahead at r, the base behind at -0.8 r and 1.24 r wide; its corners are rounded at r.
float edge(vec2 p, float r) {
  float whole = length(p);
  return isTriangle == 0 ? whole - 0.62 * r : max(max(abs(p.x) * 0.9455 + (p.y - r) * 0.3257, -0.8 * r - p.y), whole - r);
}

float within(float least, float most, float value) {
  return 1.0 - smoothstep(least, most, value);
}

void over(inout vec4 below, vec3 tint, float alpha) {
  below = vec4(tint * alpha, alpha) + below * (1.0 - alpha);
}

void main() {
  float distance = edge(turned, radius);
  float strength = (marks & 1) != 0 ? 0.4 : 1.0;
  vec4 drawn = vec4(0.0);
  over(drawn, outline, within(1.0, 2.0, distance) * strength);
  over(drawn, colour, within(-0.4, 0.6, distance) * strength);
  if (marks != 0) {
    bool isGhost = (marks & 1) != 0, isDoubtful = (marks & 2) != 0, isChosen = (marks & 4) != 0, isHollow = (marks & 8) != 0, isWatched = (marks & 16) != 0;
    if (isHollow) {
      over(drawn, outline, within(-2.2, -1.2, distance) * 0.8 * strength);
    }
    if (isGhost) {
      float cross = min(abs(at.x - at.y), abs(at.x + at.y)) * 0.7071;
      float inBox = step(max(abs(at.x), abs(at.y)), 0.95 * radius);
      over(drawn, outline, within(1.4, 2.0, cross) * inBox * 0.8);
      over(drawn, mark, within(0.5, 1.1, cross) * inBox * 0.9);
    }
    float ring = abs(length(at) - 1.45 * radius);
    if (isDoubtful) {
      over(drawn, mark, within(0.6, 1.4, ring) * step(0.0, sin(atan(at.y, at.x) * 6.0)));
    }
    if (isWatched) {
      over(drawn, mark, within(0.6, 1.4, ring));
    }
    if (isChosen) {
      vec2 q = abs(at);
      float square = abs(max(q.x, q.y) - 1.7 * radius);
      over(drawn, mark, within(0.8, 1.6, square) * step(0.8 * radius, min(q.x, q.y)));
    }
  }
  if (drawn.a < 0.01) {
    discard;
  }
  result = drawn;
}`;

export const LINE_VERTEX = `${HEAD}
in float which;
in vec2 place;
in vec2 reach;
uniform mat4 matrix;
uniform vec2 viewport;
void main() {
  vec2 corner = vec2(mod(which, 2.0), floor(which * 0.5)) * 2.0 - 1.0;
  vec4 from = matrix * vec4(place, 0.0, 1.0);
  vec4 to = matrix * vec4(place + reach, 0.0, 1.0);
  vec2 way = (to.xy / to.w - from.xy / from.w) * viewport * 0.5;
  float pixels = length(way);
  vec2 across = pixels < 3.0 ? vec2(0.0) : vec2(-way.y, way.x) / pixels * 0.7;
  vec4 at = corner.x < 0.0 ? from : to;
  gl_Position = vec4(at.xy + across * corner.y * 2.0 / viewport * at.w, 0.0, at.w);
}`;

export const LINE_FRAGMENT = `${HEAD}
uniform vec3 vector;
out vec4 result;
void main() {
  result = vec4(vector, 1.0) * 0.85;
}`;
