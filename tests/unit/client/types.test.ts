// The client's types are written by hand, so that they need no zod; the schema of the API is what they must
// say. `tsc` checks this file; vitest runs it for the values.
import { describe, expectTypeOf, it } from 'vitest'
import type { Change, Item, ItemsFilters, Media } from '../../../src/client/index.ts'
import type {
  DeliveredChange,
  DeliveredItem,
  DeliveredMedia,
  ItemsQuery,
} from '../../../src/delivery/schema.ts'

describe('the types of the client', () => {
  it('are those of the delivery API', () => {
    expectTypeOf<Item>().toEqualTypeOf<DeliveredItem>()
    expectTypeOf<Change>().toEqualTypeOf<DeliveredChange>()
    expectTypeOf<Media>().toEqualTypeOf<DeliveredMedia>()
    expectTypeOf<Required<ItemsFilters>>().toEqualTypeOf<Required<ItemsQuery>>()
  })
})
