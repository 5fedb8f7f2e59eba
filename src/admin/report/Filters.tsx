import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { type Choice, PERIODS, SHOWN } from './choice.ts'
import type { Option } from './options.ts'

/** A plain form: it works before any script does, and its address can be sent on. */
export const Filters = ({
  req,
  choice,
  plans,
  organizations,
  channels,
  tasks,
}: {
  req: PayloadRequest
  choice: Choice
  plans: { code: string; title: string }[]
  organizations: Option[]
  channels: string[]
  tasks: Option[]
}) => {
  const words = (key: string) => say(req, `report.filters.${key}`)
  const all: Option = { value: '', label: words('all') }
  return (
    <form aria-label={words('title')} className="loa-card loa-report__filters" method="get">
      <Select
        label={words('plan')}
        name="plan"
        options={plans.map(({ code, title }) => ({ value: code, label: title }))}
        value={choice.plan}
      />
      <Select
        label={words('period')}
        name="period"
        options={PERIODS.map((value) => ({ value, label: words(value) }))}
        value={choice.period}
      />
      <Day label={words('from')} name="from" value={choice.from} />
      <Day label={words('until')} name="until" value={choice.until} />
      <input key={choice.from} name={SHOWN.from} type="hidden" value={choice.from} />
      <input key={choice.until} name={SHOWN.until} type="hidden" value={choice.until} />
      <Select
        label={words('organization')}
        name="organization"
        options={[all, ...organizations]}
        value={choice.organization}
      />
      <Select
        label={words('channel')}
        name="channel"
        options={[
          all,
          ...channels.map((value) => ({ value, label: say(req, `outlets.channelOptions.${value}`) })),
        ]}
        value={choice.channel}
      />
      <Select label={words('task')} name="task" options={[all, ...tasks]} value={choice.task} />
      <button className="loa-button loa-button--primary" type="submit">
        {words('show')}
      </button>
    </form>
  )
}

const Select = ({
  label,
  name,
  options,
  value,
}: {
  label: string
  name: string
  options: Option[]
  value: string
}) => (
  <label className="loa-report__field loa-fields">
    <span>{label}</span>
    <select defaultValue={value} key={value} name={name}>
      {options.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </select>
  </label>
)

const Day = ({ label, name, value }: { label: string; name: string; value: string }) => (
  <label className="loa-report__field loa-report__field--day loa-fields">
    <span>{label}</span>
    <input defaultValue={value} key={value} name={name} type="date" />
  </label>
)
