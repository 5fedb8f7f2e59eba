import * as migration_20261123_163647_initial from './20261123_163647_initial'
import * as migration_20261123_170000_ledgers from './20261123_170000_ledgers'

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
]
