const MAX_LENGTH = 2000;

/**
 * The address a link may lead to: `https:` or `mailto:`. Plain `http:` and addresses without a scheme become `https:`,
 * a bare mail address becomes `mailto:`; null for anything else, such as `javascript:`.
 */
export function webAddress(typed: string): string | null {
	const text = typed.trim().replace(/^http:\/\//i, 'https://');
	if (text === '' || /\s/.test(text)) return null;
	if (/^[^@:/]+@[^@:/][^@:/.]*\.[^@:/]+$/.test(text)) return within(`mailto:${text}`);
	if (/^mailto:.+@/i.test(text) || /^https:\/\/./i.test(text)) return within(text);
	const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
	return !hasScheme && /^[^/:.]+\.[^/]/.test(text) ? within(`https://${text}`) : null;
}

function within(address: string): string | null {
	return address.length <= MAX_LENGTH && URL.canParse(address) ? address : null;
}
