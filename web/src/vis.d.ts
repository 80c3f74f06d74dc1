/** The part of vis-network that the maps use; the library itself comes with pyvis and stands in the page before us. */
declare namespace vis {
  interface Point {
    x: number;
    y: number;
  }
  interface Drawing {
    ctx: CanvasRenderingContext2D;
    id: number;
    x: number;
    y: number;
  }
  interface Drawn {
    drawNode(): void;
    nodeDimensions: { width: number; height: number };
  }
  interface Pointed {
    nodes: number[];
    node?: number;
  }
  class DataSet {
    constructor(items: readonly object[]);
  }
  class Network {
    constructor(container: HTMLElement, data: { nodes: DataSet; edges: DataSet }, options: object);
    on(event: "click" | "hoverNode" | "blurNode" | "zoom" | "dragEnd", handler: (pointed: Pointed) => void): void;
    on(event: "beforeDrawing" | "afterDrawing", handler: (ctx: CanvasRenderingContext2D) => void): void;
    getScale(): number;
    getViewPosition(): Point;
    moveTo(to: {
      position?: Point;
      scale?: number;
      animation?: false | { duration: number; easingFunction: string };
    }): void;
    setSize(width: string, height: string): void;
    redraw(): void;
    unselectAll(): void;
  }
}
