// What a transition is: its verb, the stages it leaves from, the reasons why not, and what it changes.
import type { PayloadRequest } from 'payload'
import type { OrganizationTree } from '../../access/organizations.ts'
import type { Staff } from '../../access/roles.ts'
import type { Refusal } from '../../errors/index.ts'
import type { Stage } from '../stages.ts'

export type Verb = 'submit' | 'return' | 'approve' | 'withdraw' | 'publish' | 'retract' | 'force' | 'confirm'

/** One person's yes to one content. `user` and `organization` are identifiers, `at` is ISO in UTC. */
export type Approval = { user: string; organization: string; at: string; content: string }

/** What the approval plugin keeps on a document, beside the fields it does not know. */
export type Workflow = {
  id: string
  stage: Stage
  live: boolean
  revision: string
  organization: string
  author?: string
  submittedBy?: string
  contributors: string[]
  approvals: Approval[]
  approvedRevision?: string
  publishAt?: string
  publishedAt?: string
  /** Who published it without approval; until a second person confirms or it is retracted. */
  forcedBy?: string
}

/** A person, or the house itself when a schedule falls due. */
export type Actor = Staff | 'schedule'

/** One try at a transition, with all that its reasons why not may depend on. */
export type Attempt = {
  req: PayloadRequest
  verb: Verb
  actor: Actor
  /** The latest revision of the document, relations as identifiers. */
  doc: Record<string, unknown>
  item: Workflow
  tree: OrganizationTree
  /** Organisations outside the item's own branch whose outlets it is for. */
  foreignOwners: string[]
  /** Organisations whose approvers say yes too, after the unit's own and each by another person. */
  furtherApprovers: string[]
  now: Date
  /** When the item is to run: as asked for now, else as planned in the document. */
  runsAt: Date | null
  /** Whether the caller named the time in this request. */
  isTimeGiven: boolean
  comment?: string
  override?: { reason: string }
}

/** How the document is stored: as a draft beside the live one, as the live one, unchanged live, or taken off. */
export type Saving = 'draft' | 'publish' | 'keep' | 'unpublish'

/** What the quota ledger is to hold afterwards; see `occupancy` of the quota plugin. */
export type Occupancy = 'keep' | 'none' | 'live' | 'reserved' | 'consumed'

export type Outcome = {
  saving: Saving
  occupancy: Occupancy
  changes: { [Name in keyof Workflow]?: Workflow[Name] | null } & {
    stage: Stage
    lastComment?: string | null
  }
}

export type Transition = {
  verb: Verb
  /** Stages it may leave from. */
  from: readonly Stage[]
  /** Whether it also leaves from any stage while the document has a live edition. */
  alsoWhileLive?: boolean
  needsComment: boolean
  /** Who may, told as refusals; asked before the stage. Empty when the actor may. */
  whoMayNot: (attempt: Attempt) => Refusal[]
  /** Further reasons why not, once person and stage are right. */
  reasonsWhyNot: (attempt: Attempt) => Refusal[]
  perform: (attempt: Attempt) => Outcome
}
