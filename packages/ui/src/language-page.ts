/** How the last script asks for the first files, from however deep a page. */
const START = /import\("(?:\.{0,2}\/){0,20}_app\/immutable\/(?=entry\/)/g;

/**
 * A page's `html`, or a part of it, with the scripts of one language (see bundle/language-scripts.ts): those that its head
 * names, and the one that starts it. That stands last, with quotes that no written text has in it. Nothing changes while
 * developing.
 */
export function pageInLanguage(html: string, locale: string): string {
	const body = html.indexOf('<body');
	const [head, rest] = body === -1 ? ['', html] : [html.slice(0, body), html.slice(body)];
	return scriptsIn(locale, head) + startIn(locale, rest);
}

function scriptsIn(locale: string, head: string): string {
	return head.replaceAll(/_app\/immutable\/(?=(?:entry|nodes|chunks)\/)/g, `$&${locale}/`);
}

function startIn(locale: string, body: string): string {
	const at = body.lastIndexOf('<script');
	if (at === -1) return body;
	const start = body.slice(at);
	return body.slice(0, at) + start.replaceAll(START, `$&${locale}/`);
}
