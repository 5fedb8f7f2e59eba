/** `2024-12-31` as people here write it: `31/12/2024`. */
export const readableDate = (calendarDate: string): string => calendarDate.split('-').reverse().join('/')
