/** Long work in short slices, so that the page answers in between; printing waits for nothing. */

type Task = () => void;

export class Slices {
  private readonly tasks: Task[] = [];
  private running = false;
  private finished: (() => void)[] = [];

  constructor(private readonly patience = 12) {
    addEventListener("beforeprint", () => this.finish());
  }

  add(task: Task): void {
    this.tasks.push(task);
    if (this.running) return;
    this.running = true;
    setTimeout(() => this.run(), 30);
  }

  /** Calls back once nothing is left to do. */
  whenDone(call: () => void): void {
    if (this.running) this.finished.push(call);
    else call();
  }

  /** Do all that is left, now. */
  finish(): void {
    for (let task = this.tasks.shift(); task; task = this.tasks.shift()) task();
    this.end();
  }

  private run(): void {
    const until = performance.now() + this.patience;
    while (performance.now() < until) {
      const task = this.tasks.shift();
      if (!task) {
        this.end();
        return;
      }
      task();
    }
    setTimeout(() => this.run(), 4);
  }

  private end(): void {
    this.running = false;
    const calls = this.finished;
    this.finished = [];
    for (const call of calls) call();
  }
}
