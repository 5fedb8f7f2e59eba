/**
 * Address form of a Vietnamese text: lower case, no diacritics (đ → d), words joined by hyphens, at most
 * 100 characters and never cut inside a word when it can be helped.
 */
export const slugOf = (text: string): string => {
  const slug = text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  if (slug.length <= 100) return slug
  return slug
    .slice(0, 101)
    .replace(/-[^-]*$/, '')
    .slice(0, 100)
}
