// Work that may wait until the reader has seen the answer.

/**
 * Redraws a place once the next frame is painted; asked again before that, it waits anew, so while inputs come
 * faster than frames only the last one is drawn. Until then the place is marked as busy. A place that is not on the
 * page is never drawn. `pause` adds milliseconds, for what would be in the way while the reader still types.
 */
export class Later {
  #place;
  #task;
  #pause;
  #frame;
  #timer;

  constructor(place, task, pause = 0) {
    this.#place = place;
    this.#task = task;
    this.#pause = pause;
  }

  ask() {
    this.stop();
    this.#place?.setAttribute("aria-busy", "true");
    this.#frame = requestAnimationFrame(() => {
      this.#timer = setTimeout(() => this.now(), this.#pause);
    });
  }

  now() {
    this.stop();
    if (this.#place) this.#task();
  }

  /** Give up what has not been drawn. */
  stop() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#place?.removeAttribute("aria-busy");
  }
}
