import { directionOf, languageOf, type Locale } from '@kith/kernel/locales';
import { oneLine, plainTextOf, type Brand } from './letter.ts';
import { writeLetter, type MailKind, type MailProps } from './write-letter.ts';

type Scheme = 'light' | 'dark';

/** Clients that know it get the dark colours; the others keep the inline ones. A preview shows one of them. */
const darkSheet = (shown?: Scheme) => `@media ${
	shown ? (shown === 'dark' ? 'all' : 'not all') : '(prefers-color-scheme: dark)'
} {
.page { background-color: #09090b !important } .card { background-color: #18181b !important }
.text, .quote, .code { color: #fafafa !important } .note { color: #a1a1aa !important }
.code { background-color: #27272a !important } }`;

type Reader = { locale: string; brand: Brand; scheme?: Scheme };

/** One mail, ready to send: a subject of one line, html with inline styles, and the same words as plain text. */
export async function renderMail<Kind extends MailKind>(
	kind: Kind,
	props: MailProps[Kind],
	{ locale, brand: given, scheme }: Reader,
): Promise<{ subject: string; html: string; text: string }> {
	const brand = { ...given, name: oneLine(given.name, 80) };
	const letter = writeLetter(kind, props, { locale, brand });
	const { render } = await import('svelte/server');
	const { default: Template } = await import('./Letter.svelte');
	const { body } = await render(Template, {
		props: { letter, brand, direction: directionOf(languageOf(locale)) },
	});
	return {
		subject: letter.subject,
		html: documentOf(body, languageOf(locale), darkSheet(scheme)),
		text: plainTextOf(letter, brand),
	};
}

function documentOf(body: string, language: Locale, dark: string): string {
	// What people wrote is escaped, so every comment is one of the renderer's own marks.
	const content = body.replaceAll(/<!--[^<>]*-->/g, '');
	return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>${dark}</style>
</head>
<body dir="${directionOf(language)}" style="margin: 0; padding: 0">${content}</body>
</html>`;
}
