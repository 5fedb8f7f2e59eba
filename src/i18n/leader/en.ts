export const leader = { empty: 'x' }
export const leaderLinks = { one: 'x', many: 'x' }
