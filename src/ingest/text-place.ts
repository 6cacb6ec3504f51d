/** How often a sign occurs. */
export function countOf(text: Buffer | string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

/** A place in a text, from its beginning on, that knows its line. */
export class TextPlace {
  at = 0;

  constructor(
    readonly text: Buffer,
    public line: number,
    private readonly newline: string,
  ) {}

  /** Where the line that holds `from` ends, its newline included. */
  lineEnd(from: number): number {
    const found = this.text.indexOf(this.newline, from);
    return found < 0 ? this.text.length : found + 1;
  }

  /** Moves on by one line, blank or not. */
  step(): void {
    this.at = this.lineEnd(this.at);
    this.line++;
  }

  /** Moves on, and then over blank lines. */
  moveTo(place: number): void {
    let end = place;
    const newline = this.newline.charCodeAt(0);
    for (;;) {
      if (this.text[end] === newline) end++;
      else if (this.text[end] === 13 && this.text[end + 1] === newline) end += 2;
      else break;
    }
    this.line += countOf(this.text.subarray(this.at, end), this.newline);
    this.at = end;
  }
}
