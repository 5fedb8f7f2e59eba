import './brand.css'
import { Mark } from './Mark.tsx'

/** The mark at the head of every page. */
export const Icon = () => (
  <span className="loa-icon">
    <Mark size={20} />
  </span>
)
