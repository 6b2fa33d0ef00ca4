import { createHash } from 'node:crypto';

const ENTITIES: Readonly<Record<string, string>> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
};

/** `text` as the content or attribute of an XML element; characters that XML does not know are left out. */
export function xmlText(text: string): string {
	return text
		.toWellFormed()
		.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** One XML element with text in it. */
export function element(name: string, text: string): string {
	return `<${name}>${xmlText(text)}</${name}>`;
}

/** An XML document that anyone may keep for a minute, and then ask whether it is still the same. */
export function xmlResponse(type: string, body: string): Response {
	const document = `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
	return new Response(document, {
		headers: {
			'content-type': `${type}; charset=utf-8`,
			'cache-control': 'public, max-age=60, must-revalidate',
			etag: `"${createHash('sha256').update(document).digest('base64url').slice(0, 22)}"`,
		},
	});
}
