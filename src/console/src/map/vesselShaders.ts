import { CLASSES } from '../vessels/classes.ts';

/** The programs that draw vessels. Sizes are in CSS pixels; `look` is the angle (below 0 for none), the class and the marks of a vessel. */

const HEAD = `#version 300 es
precision highp float;
`;

export const SYMBOL_VERTEX = `${HEAD}
in vec2 corner;
in vec2 place;
in vec3 look;
uniform mat4 matrix;
uniform vec2 viewport;
uniform float size;
uniform vec3 classes[${CLASSES.length}];
out vec2 at;
flat out vec3 colour;
flat out float angle;
flat out int marks;
flat out float radius;
void main() {
  marks = int(look.z + 0.5);
  colour = classes[int(look.y + 0.5)];
  angle = look.x;
  radius = size;
  float extent = size * 1.9;
  at = corner * extent;
  vec4 centre = matrix * vec4(place, 0.0, 1.0);
  gl_Position = vec4(centre.xy + vec2(at.x, at.y) * 2.0 / viewport * centre.w, 0.0, centre.w);
}`;

/** A ship with a heading is the triangle of ECDIS (IEC 62288, AIS target), one without is a circle; class B is hollow; who was not heard for long is pale and crossed out as a lost target; a doubtful position is in a broken ring. */
export const SYMBOL_FRAGMENT = `${HEAD}
in vec2 at;
flat in vec3 colour;
flat in float angle;
flat in int marks;
flat in float radius;
uniform vec3 outline;
uniform vec3 mark;
out vec4 result;

float triangle(vec2 p, float r) {
  // Apex ahead at r, base behind at -0.8 r, half as wide as high.
  vec2 q = vec2(abs(p.x), p.y);
  vec2 apex = vec2(0.0, r), base = vec2(0.62 * r, -0.8 * r);
  vec2 edge = base - apex, way = q - apex;
  vec2 side = way - edge * clamp(dot(way, edge) / dot(edge, edge), 0.0, 1.0);
  vec2 bottom = q - vec2(clamp(q.x, 0.0, base.x), base.y);
  float distance = sqrt(min(dot(side, side), dot(bottom, bottom)));
  float inside = max(edge.x * way.y - edge.y * way.x, base.y - q.y);
  return inside < 0.0 ? -distance : distance;
}

void over(inout vec4 below, vec3 tint, float alpha) {
  below = vec4(tint * alpha, alpha) + below * (1.0 - alpha);
}

void main() {
  bool isGhost = (marks & 1) != 0, isDoubtful = (marks & 2) != 0, isChosen = (marks & 4) != 0, isHollow = (marks & 8) != 0, isWatched = (marks & 16) != 0;
  float s = sin(angle), c = cos(angle);
  vec2 turned = vec2(at.x * c - at.y * s, at.x * s + at.y * c);
  float distance = angle < 0.0 ? length(at) - 0.62 * radius : triangle(turned, radius);
  float strength = isGhost ? 0.4 : 1.0;
  vec4 drawn = vec4(0.0);
  over(drawn, outline, smoothstep(2.0, 1.0, distance) * strength);
  over(drawn, colour, smoothstep(0.6, -0.4, distance) * strength);
  if (isHollow) {
    over(drawn, outline, smoothstep(-1.2, -2.2, distance) * 0.8 * strength);
  }
  if (isGhost) {
    float cross = min(abs(at.x - at.y), abs(at.x + at.y)) * 0.7071;
    float within = step(max(abs(at.x), abs(at.y)), 0.95 * radius);
    over(drawn, outline, smoothstep(2.0, 1.4, cross) * within * 0.8);
    over(drawn, mark, smoothstep(1.1, 0.5, cross) * within * 0.9);
  }
  float ring = abs(length(at) - 1.45 * radius);
  if (isDoubtful) {
    over(drawn, mark, smoothstep(1.4, 0.6, ring) * step(0.0, sin(atan(at.y, at.x) * 6.0)));
  }
  if (isWatched) {
    over(drawn, mark, smoothstep(1.4, 0.6, ring));
  }
  if (isChosen) {
    vec2 q = abs(at);
    float square = abs(max(q.x, q.y) - 1.7 * radius);
    over(drawn, mark, smoothstep(1.6, 0.8, square) * step(0.8 * radius, min(q.x, q.y)));
  }
  if (drawn.a < 0.01) {
    discard;
  }
  result = drawn;
}`;

export const LINE_VERTEX = `${HEAD}
in vec2 corner;
in vec2 place;
in vec2 reach;
uniform mat4 matrix;
uniform vec2 viewport;
void main() {
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
