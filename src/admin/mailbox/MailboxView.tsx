import { Link } from '@payloadcms/ui'
import type { AdminViewServerProps } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { environment } from '../../environment.ts'
import { languageOf, say } from '../../i18n/index.ts'
import { readMailbox } from '../../mail/readMailbox.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { readableMoment } from '../readableMoment.ts'
import './mailbox.css'

/** The newest that are shown. */
const SHOWN = 100

/** `/admin/mailbox[?mail=NAME]`: what would have been sent, where there is no mail server. */
export const MailboxView = async (view: AdminViewServerProps) => {
  const { req } = view.initPageResult
  // nothing is read for whoever may not see it
  const isAdmin = staffOf(req)?.role === 'admin'
  const { mails, total } = isAdmin
    ? await readMailbox({ dataDir: environment().dataDir, limit: SHOWN })
    : { mails: [], total: 0 }
  const { routes, admin } = view.payload.config
  const language = languageOf(req)
  const timeZone = admin.timezones.defaultTimezone ?? 'UTC'
  const moment = (instant: string) => readableMoment({ instant, timeZone, language })
  const chosen = mails.find(({ name }) => name === view.searchParams?.mail)
  const title = say(req, 'mailbox.title')
  return (
    <Screen path="/mailbox" roles={['admin']} title={title} view={view}>
      <ScreenHead about={say(req, 'mailbox.about')} title={title} />
      {mails.length === 0 ? (
        <section className="loa-card">
          <p>{say(req, 'mailbox.empty')}</p>
        </section>
      ) : (
        <div className="loa-mailbox">
          <nav aria-label={say(req, 'mailbox.list')} className="loa-card loa-mailbox__list">
            <ul>
              {mails.map(({ name, at, to, subject }) => (
                <li key={name}>
                  <Link
                    aria-current={name === chosen?.name ? 'true' : undefined}
                    href={`${routes.admin}/mailbox?mail=${encodeURIComponent(name)}`}
                    prefetch={false}
                    scroll={false}
                  >
                    <strong>{subject || say(req, 'mailbox.noSubject')}</strong>
                    <span>
                      {to} · {moment(at)}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
            {total > mails.length ? <p>{say(req, 'mailbox.more', { count: SHOWN })}</p> : null}
          </nav>
          <section className="loa-card">
            {chosen ? (
              <>
                <h2>{chosen.subject || say(req, 'mailbox.noSubject')}</h2>
                <p className="loa-card__text">
                  {say(req, 'mailbox.to')} {chosen.to} · {say(req, 'mailbox.at')} {moment(chosen.at)}
                </p>
                {chosen.html ? (
                  <iframe
                    className="loa-mailbox__html"
                    // no script, no form; a link opens a window of its own
                    sandbox="allow-popups allow-popups-to-escape-sandbox"
                    srcDoc={`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><base target="_blank">${chosen.html}`}
                    title={say(req, 'mailbox.html')}
                  />
                ) : null}
                {chosen.text ? (
                  <details open={!chosen.html}>
                    <summary>{say(req, 'mailbox.text')}</summary>
                    <pre className="loa-mailbox__text">{chosen.text}</pre>
                  </details>
                ) : null}
              </>
            ) : (
              <p className="loa-card__text">{say(req, 'mailbox.choose')}</p>
            )}
          </section>
        </div>
      )}
    </Screen>
  )
}
