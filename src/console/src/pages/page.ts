/** A page of the console: shown and put away, never thrown away, so that coming back costs nothing. */
export interface Page {
  readonly element: HTMLElement;
  /** Begins to work; what it shows is up to date soon. */
  show(): void;
  hide(): void;
  /** A key of the desk; whether the page has used it. */
  key?(event: KeyboardEvent): boolean;
}
