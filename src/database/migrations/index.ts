import * as migration_20261123_163647_initial from './20261123_163647_initial'
import * as migration_20261123_170000_ledgers from './20261123_170000_ledgers'
import * as migration_20261123_180843_approval_steps from './20261123_180843_approval_steps'
import * as migration_20261124_193624_gates_and_events from './20261124_193624_gates_and_events'
import * as migration_20261124_204236_delivery from './20261124_204236_delivery'
import * as migration_20261124_232555_newsroom_and_channels from './20261124_232555_newsroom_and_channels'
import * as migration_20261125_010000_login_attempts from './20261125_010000_login_attempts'
import * as migration_20261125_014108_briefs_and_accounts from './20261125_014108_briefs_and_accounts'
import * as migration_20261125_144449_stuck_items from './20261125_144449_stuck_items'

export const migrations = [
  {
    up: migration_20261123_163647_initial.up,
    down: migration_20261123_163647_initial.down,
    name: '20261123_163647_initial',
  },
  {
    up: migration_20261123_170000_ledgers.up,
    down: migration_20261123_170000_ledgers.down,
    name: '20261123_170000_ledgers',
  },
  {
    up: migration_20261123_180843_approval_steps.up,
    down: migration_20261123_180843_approval_steps.down,
    name: '20261123_180843_approval_steps',
  },
  {
    up: migration_20261124_193624_gates_and_events.up,
    down: migration_20261124_193624_gates_and_events.down,
    name: '20261124_193624_gates_and_events',
  },
  {
    up: migration_20261124_204236_delivery.up,
    down: migration_20261124_204236_delivery.down,
    name: '20261124_204236_delivery',
  },
  {
    up: migration_20261124_232555_newsroom_and_channels.up,
    down: migration_20261124_232555_newsroom_and_channels.down,
    name: '20261124_232555_newsroom_and_channels',
  },
  {
    up: migration_20261125_010000_login_attempts.up,
    down: migration_20261125_010000_login_attempts.down,
    name: '20261125_010000_login_attempts',
  },
  {
    up: migration_20261125_014108_briefs_and_accounts.up,
    down: migration_20261125_014108_briefs_and_accounts.down,
    name: '20261125_014108_briefs_and_accounts',
  },
  {
    up: migration_20261125_144449_stuck_items.up,
    down: migration_20261125_144449_stuck_items.down,
    name: '20261125_144449_stuck_items',
  },
]
