import type { CustomLayerInterface, CustomRenderMethodInput, Map } from 'maplibre-gl';
import { CLASSES, type VesselClass } from '../vessels/classes.ts';
import { LINE_FRAGMENT, LINE_VERTEX, SYMBOL_FRAGMENT, SYMBOL_VERTEX } from './vesselShaders.ts';

/** A vessel as she is drawn. */
export interface DrawnVessel {
  readonly mmsi: number;
  readonly longitude: number;
  readonly latitude: number;
  /** Degrees true in which the symbol points; null where nothing is known of it. */
  readonly pointing: number | null;
  /** Course in degrees and speed in knots of the vector; null for none. */
  readonly course: number | null;
  readonly speed: number | null;
  readonly class: VesselClass;
  readonly isClassB: boolean;
  readonly isGhost: boolean;
  readonly isDoubtful: boolean;
  readonly isChosen: boolean;
  readonly isWatched: boolean;
  readonly isAlerted: boolean;
}

export type Colour = readonly [number, number, number];

/** Colours of one palette, each 0 to 1. */
export interface VesselColours {
  readonly classes: Readonly<Record<VesselClass, Colour>>;
  readonly outline: Colour;
  readonly vector: Colour;
  readonly mark: Colour;
}

/** What the browser's own record of times calls the moment when the first vessels were on the screen. */
const FIRST_PICTURE = 'first-picture';

/** Minutes that a speed vector reaches ahead. */
const VECTOR_MINUTES = 6;

/** Of a corner of a vessel's quad: place, angle, class, marks, vector, which corner. */
const FLOATS = 8;
const CORNERS = 4;
const INDICES = [0, 1, 2, 2, 1, 3];
const EARTH_METRES = 40_075_016.686;
const [GHOST, DOUBTFUL, CHOSEN, CLASS_B, WATCHED] = [1, 2, 4, 8, 16];

/**
 * Draws all vessels straight from one buffer: twenty thousand in one call each for symbols and vectors, and a new picture every second costs one upload.
 * Each corner of a quad stands in the buffer: a device that draws in software takes each instance of instanced drawing as a drawing of its own, many times as long.
 * A GeoJSON source would cut the picture into tiles again each time, some tenths of a second of a processor.
 */
export class VesselLayer implements CustomLayerInterface {
  readonly id = 'vessels';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;

  private map: Map | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private symbols: Drawing | null = null;
  private lines: Drawing | null = null;
  private corners: WebGLBuffer | null = null;
  private indices: WebGLBuffer | null = null;
  private indexed = 0;
  private data = new Float32Array(FLOATS * CORNERS * 1_024);
  private count = 0;
  private anchor: readonly [number, number] = [0, 0];
  private hasChanged = false;
  private isDrawn = false;

  /** @param onFailure says why vessels cannot be drawn; the rest of the map goes on without them. */
  constructor(
    private colours: VesselColours,
    private readonly onFailure: (because: string) => void = () => {},
  ) {}

  show(vessels: Iterable<DrawnVessel>, around: { readonly lng: number; readonly lat: number }): void {
    this.anchor = mercator(around.lng, around.lat);
    let place = 0;
    for (const vessel of vessels) {
      if ((place + 1) * FLOATS * CORNERS > this.data.length) {
        const larger = new Float32Array(this.data.length * 2);
        larger.set(this.data);
        this.data = larger;
      }
      this.write(place++, vessel);
    }
    this.count = place;
    this.hasChanged = true;
    this.map?.triggerRepaint();
  }

  paint(colours: VesselColours): void {
    this.colours = colours;
    this.map?.triggerRepaint();
  }

  onAdd(map: Map, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.gl = gl;
    this.corners = gl.createBuffer();
    this.indices = gl.createBuffer();
    this.indexed = 0;
    this.hasChanged = true;
    try {
      this.symbols = new Drawing(gl, SYMBOL_VERTEX, SYMBOL_FRAGMENT, this.corners, this.indices);
      this.lines = new Drawing(gl, LINE_VERTEX, LINE_FRAGMENT, this.corners, this.indices);
    } catch (failure) {
      this.symbols = this.lines = null;
      this.onFailure(failure instanceof Error ? failure.message : String(failure));
    }
  }

  onRemove(): void {
    this.symbols?.dispose();
    this.lines?.dispose();
    this.gl?.deleteBuffer(this.corners);
    this.gl?.deleteBuffer(this.indices);
    this.symbols = this.lines = this.gl = this.map = null;
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    if (this.count === 0 || this.symbols === null || this.lines === null || this.map === null) {
      return;
    }
    if (this.hasChanged) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.corners);
      gl.bufferData(gl.ARRAY_BUFFER, this.data.subarray(0, this.count * FLOATS * CORNERS), gl.DYNAMIC_DRAW);
      this.index(gl);
      this.hasChanged = false;
    }
    const matrix = translated(input.defaultProjectionData.mainMatrix as ArrayLike<number>, this.anchor);
    const canvas = gl.canvas as HTMLCanvasElement;
    const size = symbolSize(this.map.getZoom());
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    for (const drawing of size >= 6 ? [this.lines, this.symbols] : [this.symbols]) {
      drawing.use();
      gl.uniformMatrix4fv(drawing.at('matrix'), false, matrix);
      gl.uniform2f(drawing.at('viewport'), canvas.width / devicePixelRatio, canvas.height / devicePixelRatio);
      gl.uniform1f(drawing.at('size'), size);
      gl.uniform3fv(drawing.at('classes'), CLASSES.flatMap((one) => [...this.colours.classes[one]]));
      gl.uniform3fv(drawing.at('outline'), [...this.colours.outline]);
      gl.uniform3fv(drawing.at('vector'), [...this.colours.vector]);
      gl.uniform3fv(drawing.at('mark'), [...this.colours.mark]);
      gl.drawElements(gl.TRIANGLES, this.count * INDICES.length, gl.UNSIGNED_INT, 0);
    }
    gl.bindVertexArray(null);
    if (!this.isDrawn) {
      this.isDrawn = true;
      requestAnimationFrame(() => performance.mark(FIRST_PICTURE));
    }
  }

  /** Which corners make the triangles: the same for every vessel, told anew only where there are more. */
  private index(gl: WebGL2RenderingContext): void {
    if (this.count > this.indexed) {
      this.indexed = this.data.length / FLOATS / CORNERS;
      gl.bindVertexArray(null);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.indices);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint32Array.from({ length: this.indexed * INDICES.length }, (_, index) => Math.floor(index / INDICES.length) * CORNERS + INDICES[index % INDICES.length]!), gl.STATIC_DRAW);
    }
  }

  private write(place: number, vessel: DrawnVessel): void {
    const { data } = this;
    const at = place * FLOATS * CORNERS;
    const [x, y] = mercator(vessel.longitude, vessel.latitude);
    data[at] = x - this.anchor[0];
    data[at + 1] = y - this.anchor[1];
    data[at + 2] = vessel.pointing === null ? -1 : (vessel.pointing * Math.PI) / 180;
    data[at + 3] = CLASSES.indexOf(vessel.class);
    data[at + 4] = (vessel.isGhost ? GHOST! : 0) + (vessel.isDoubtful ? DOUBTFUL! : 0) + (vessel.isChosen ? CHOSEN! : 0) + (vessel.isClassB ? CLASS_B! : 0) + (vessel.isWatched ? WATCHED! : 0);
    const hasVector = !vessel.isGhost && vessel.course !== null && vessel.speed !== null && vessel.speed >= 0.5;
    const reach = hasVector ? (vessel.speed! * 1_852 * VECTOR_MINUTES) / 60 / (EARTH_METRES * Math.cos((vessel.latitude * Math.PI) / 180)) : 0;
    const course = ((vessel.course ?? 0) * Math.PI) / 180;
    data[at + 5] = reach * Math.sin(course);
    data[at + 6] = -reach * Math.cos(course);
    data[at + 7] = 0;
    for (let corner = 1; corner < CORNERS; corner++) {
      data.copyWithin(at + corner * FLOATS, at, at + FLOATS);
      data[at + corner * FLOATS + 7] = corner;
    }
  }
}

/** Half the height of a symbol in CSS pixels: dots from afar, ships near by. */
export function symbolSize(zoom: number): number {
  return Math.max(3, Math.min(11, 3 + (zoom - 4) * 1.25));
}

function mercator(longitude: number, latitude: number): [number, number] {
  return [(longitude + 180) / 360, (1 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / Math.PI) / 2];
}

/** The matrix for places told from an anchor: so 32 bits are enough for a metre, at any zoom. */
function translated(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const result = Float32Array.from(matrix);
  for (let row = 0; row < 4; row++) {
    result[12 + row] = matrix[row]! * x + matrix[4 + row]! * y + matrix[12 + row]!;
  }
  return result;
}

/** A program with the buffers it draws from: a quad for each vessel. */
class Drawing {
  private readonly program: WebGLProgram;
  private readonly array: WebGLVertexArrayObject;
  private readonly places = new globalThis.Map<string, WebGLUniformLocation | null>();

  constructor(
    private readonly gl: WebGL2RenderingContext,
    vertex: string,
    fragment: string,
    corners: WebGLBuffer,
    indices: WebGLBuffer,
  ) {
    this.program = gl.createProgram();
    for (const [kind, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(this.program, shader);
      gl.deleteShader(shader);
    }
    ['place', 'look', 'reach', 'which'].forEach((name, index) => gl.bindAttribLocation(this.program, index, name));
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS)) {
      throw new Error(`the vessels cannot be drawn: ${gl.getProgramInfoLog(this.program)}`);
    }
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    for (const [index, length, offset] of [
      [0, 2, 0],
      [1, 3, 2],
      [2, 2, 5],
      [3, 1, 7],
    ] as const) {
      gl.enableVertexAttribArray(index);
      gl.vertexAttribPointer(index, length, gl.FLOAT, false, FLOATS * 4, offset * 4);
    }
    gl.bindVertexArray(null);
  }

  use(): void {
    this.gl.useProgram(this.program);
    this.gl.bindVertexArray(this.array);
  }

  at(name: string): WebGLUniformLocation | null {
    if (!this.places.has(name)) {
      this.places.set(name, this.gl.getUniformLocation(this.program, name));
    }
    return this.places.get(name)!;
  }

  dispose(): void {
    this.gl.deleteProgram(this.program);
    this.gl.deleteVertexArray(this.array);
  }
}
