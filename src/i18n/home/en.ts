export const home = { empty: 'x' }
