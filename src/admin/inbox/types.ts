/**
 * Where an item stands for this approver. mine: it waits for him or her · consent: the same, because it is for an
 * outlet of the approver's house · own: somebody else has to approve it · given: approved, another house is asked
 */
export type Standing = 'mine' | 'consent' | 'own' | 'given'

/** A submitted item in the list; instants ISO 8601 in UTC. */
export type Waiting = {
  id: string
  title: string
  kind: string
  priority: string
  revision: string
  organization: string
  author: string
  publishAt: string | null
  timeZone: string
  outlets: string[]
  standing: Standing
}
