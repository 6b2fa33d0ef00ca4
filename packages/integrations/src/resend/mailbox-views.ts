import { html, Html } from './html.ts';
import type { KeptMail } from './mail-archive.ts';
import { MAILBOX_CSS } from './mailbox-css.ts';

/** GET /dev/mail: newest first, narrowed to one recipient when `to` is given. */
export function listView(mails: readonly KeptMail[], to: string): string {
	const rows = mails.map(
		(mail) =>
			html`<li>
				<a href="/dev/mail/${mail.id}">
					<strong>${mail.subject}</strong>
					${when(mail)}
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
			${when(mail)}
			<dl>
				${headersOf(mail).map(
					([name, value]) =>
						html`<dt>${name}</dt>
							<dd>${value}</dd>`,
				)}
			</dl>
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

function when({ createdAt }: KeptMail): Html {
	const readable = `${createdAt.slice(0, 10)} ${createdAt.slice(11, 19)} UTC`;
	return html`<time datetime="${createdAt}">${readable}</time>`;
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
