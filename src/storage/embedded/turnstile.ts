/** Lets one writer through at a time, in the order of their coming. */
export class Turnstile {
  private last: Promise<void> = Promise.resolve();

  /**
   * Waits for one's turn; call the result to let the next one in (calling it again does nothing).
   * Undefined when it took longer than `limitMs`: the turn is then given up.
   */
  async enter(limitMs: number): Promise<(() => void) | undefined> {
    const before = this.last;
    let leave!: () => void;
    this.last = new Promise((resolve) => (leave = resolve));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'late');
    });
    const outcome = await Promise.race([before, late]);
    clearTimeout(timer);
    if (outcome !== 'late') return leave;
    void before.then(leave);
    return undefined;
  }
}
