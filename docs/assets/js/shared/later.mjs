// Work that may wait until the reader has seen the answer.

/**
 * Redraws a place once the next frame is painted; asked again before that, it waits anew, so while inputs come
 * faster than frames only the last one is drawn. Until then the place is marked as busy.
 */
export class Later {
  #place;
  #task;
  #frame;
  #timer;

  constructor(place, task) {
    this.#place = place;
    this.#task = task;
  }

  ask() {
    this.#forget();
    this.#place.setAttribute("aria-busy", "true");
    this.#frame = requestAnimationFrame(() => {
      this.#timer = setTimeout(() => this.now());
    });
  }

  now() {
    this.#forget();
    this.#task();
    this.#place.removeAttribute("aria-busy");
  }

  #forget() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
  }
}
