const SIGNS: Readonly<Record<string, string>> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** An element of a document's head, its values escaped. */
export function tag(name: 'meta' | 'link', attributes: Readonly<Record<string, string>>): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	return `<${name}${written.join('')} />`;
}

/** A schema.org description as an element that no character of it can end, whoever wrote it. */
export function jsonLd(subject: Readonly<Record<string, unknown>>): string {
	const json = JSON.stringify({ '@context': 'https://schema.org', ...subject }).replaceAll(
		/[<>&\u2028\u2029]/g,
		(sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `<script type="application/ld+json">${json}</script>`;
}

export function escaped(text: string): string {
	return text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
