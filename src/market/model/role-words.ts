/**
 * The words of a role's name, each once, in lower case. Roles that share words ("Data Engineer", "Staff Data
 * Engineer") share what those words pay, which is what is known of a role that few or no offers have.
 *
 * @example roleWords('Senior C++ Engineer / Architect') // ['senior', 'c++', 'engineer', 'architect']
 */
export function roleWords(role: string): string[] {
  const words = role.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? [];
  return [...new Set(words)];
}
