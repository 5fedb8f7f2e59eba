// What the program of a portal installs: the delivery API as functions. Nothing but the platform is needed
// (fetch), so it runs in Node.js 20, Deno and browsers alike.
export { type Client, type ClientOptions, createClient } from './createClient.ts'
export { LoaError } from './error.ts'
export type { FoundItem, Item, ItemsFilters, Media, Page } from './types.ts'
