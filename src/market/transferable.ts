/** The memory of all typed arrays in plain data that one thread can hand over to another. */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!ArrayBuffer.isView(value)) Object.values(value).forEach(collect);
    else if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  };
  collect(data);
  return [...buffers];
}
