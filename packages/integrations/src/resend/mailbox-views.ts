import { html, Html } from './html.ts';
import type { Fate } from './fates.ts';
import type { EmailEvent, KeptMail } from './mail-archive.ts';
import { MAILBOX_CSS } from './mailbox-css.ts';

/** GET /dev/mail: newest first, narrowed to one recipient when `to` is given. */
export function listView(mails: readonly KeptMail[], to: string): string {
	const rows = mails.map(
		(mail) =>
			html`<li>
				<a href="/dev/mail/${mail.id}">
					<strong>${mail.subject}</strong>
					${when(mail.createdAt)} ${state(mail)}
					<span>to ${mail.to.join(', ')}</span>
					<span>from ${mail.from}</span>
				</a>
			</li>`,
	);
	const empty = to === '' ? 'No mail yet. What Kith sends will appear here.' : `No mail to ${to}.`;
	return page(
		'Local mailbox',
		html`<h1>Local mailbox</h1>
			<p class="soft">Mail that stayed on this machine, newest first. Nothing here was sent.</p>
			<form method="get" action="/dev/mail">
				<label>Recipient <input type="search" name="to" value="${to}" autocomplete="off" /></label>
				<button>Show</button>
			</form>
			${
				rows.length === 0
					? html`<p class="empty">${empty}</p>`
					: html`<ol>
							${rows}
						</ol>`
			}`,
	);
}

/** GET /dev/mail/<id>: headers, text with its links, and the html in a frame that cannot run or send anything. */
export function mailView(mail: KeptMail): string {
	return page(
		mail.subject,
		html`<p><a href="/dev/mail">All mail</a></p>
			<h1>${mail.subject}</h1>
			${when(mail.createdAt)}
			<dl>
				${headersOf(mail).map(
					([name, value]) =>
						html`<dt>${name}</dt>
							<dd>${value}</dd>`,
				)}
			</dl>
			${fateOf(mail)}
			${
				mail.text
					? html`<h2>Text</h2>
							<pre>${linked(mail.text)}</pre>`
					: ''
			}
			${
				mail.html
					? html`<h2>HTML</h2>
							${frame(mail.html)}`
					: ''
			}`,
	);
}

/** For an id that is not, or no longer, kept. */
export function missingView(): string {
	return page(
		'No such mail',
		html`<h1>No such mail</h1>
			<p class="soft">The mailbox keeps the newest 500.</p>
			<p><a href="/dev/mail">All mail</a></p>`,
	);
}

function page(title: string, content: Html): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>${title} · Kith mailbox</title>
				<style>
					${new Html(MAILBOX_CSS)}
				</style>
			</head>
			<body>
				<main>${content}</main>
			</body>
		</html>`.text;
}

function headersOf(mail: KeptMail): [string, string][] {
	const lists = { To: mail.to, Cc: mail.cc, Bcc: mail.bcc, 'Reply-To': mail.reply_to };
	return [
		['From', mail.from],
		...Object.entries(lists).flatMap(([name, addresses]): [string, string][] =>
			addresses?.length ? [[name, addresses.join(', ')]] : [],
		),
		...Object.entries(mail.headers ?? {}),
	];
}

function when(at: string): Html {
	const readable = `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
	return html`<time datetime="${at}">${readable}</time>`;
}

const WORDS: Readonly<Record<EmailEvent['type'], string>> = {
	...{ scheduled: 'scheduled', canceled: 'called off', sent: 'sent', delivered: 'delivered' },
	...{ delivery_delayed: 'delayed', bounced: 'bounced', complained: 'called spam' },
	...{ opened: 'opened', failed: 'failed', suppressed: 'held back: the address is on the list' },
};
const BAD = new Set(['bounced', 'complained', 'failed', 'suppressed']);

/** The last thing that happened to a mail, where it says more than that all is well. */
function state({ events }: KeptMail): Html {
	const last = events.at(-1)?.type;
	if (!last || last === 'delivered') return html``;
	return html`<em class="${BAD.has(last) ? 'bad' : ''}">${WORDS[last]}</em>`;
}

/** What a developer can have become of a mail, and what the button says. */
export const PRESSED: readonly (readonly [Fate, string])[] = [
	['opened', 'Open'],
	['bounced', 'Bounce'],
	['soft_bounced', 'Bounce for now'],
	['complained', 'Call it spam'],
];

/** What happened to a mail so far, and buttons for what may happen yet; webhooks tell of each. */
function fateOf({ id, events }: KeptMail): Html {
	const steps = events.map(
		({ type, at, isPermanent }) =>
			html`<li>
				<span class="${BAD.has(type) ? 'bad' : ''}"
					>${WORDS[type]}${isPermanent === false ? ' for now' : ''}</span
				>
				${when(at)}
			</li>`,
	);
	const happened = new Set<string>(events.map(({ type }) => type));
	const open = PRESSED.filter(([fate]) => !happened.has(fate.replace('soft_', '')));
	return html`<h2>What became of it</h2>
		<ul class="fate">
			${steps}
		</ul>
		<div class="press">
			${open.map(
				([fate, label]) =>
					html`<form method="post" action="/dev/mail/${id}/${fate}">
						<button>${label}</button>
					</form>`,
			)}
		</div>`;
}

/** No scripts, no forms, no origin; a link opens in a tab of its own. */
function frame(source: string): Html {
	const document = `<base target="_blank">${source}`;
	return html`<iframe
		title="The mail as HTML"
		sandbox="allow-popups allow-popups-to-escape-sandbox"
		srcdoc="${document}"
	></iframe>`;
}

function linked(text: string): Html[] {
	return text
		.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
		.map((piece, index) =>
			index % 2 === 1
				? html`<a href="${piece}" rel="noopener noreferrer">${piece}</a>`
				: html`${piece}`,
		);
}
