import { invalid, type ScimType } from './scim-error.ts';

/** `active`, `name.givenName`, `emails[type eq "work"].value`, with or without the name of the schema before it. */
export type AttributePath = {
	attribute: string;
	/** What the value in brackets is compared with; null without brackets. */
	where: Comparison | null;
	part: string | null;
};
export type Comparison = { path: string; value: string | boolean };

const SCHEMAS = [
	'urn:ietf:params:scim:schemas:core:2.0:user:',
	'urn:ietf:params:scim:schemas:core:2.0:group:',
];
const MOST_CHARACTERS = 1000;

/**
 * Reads a path as PATCH and filters name attributes. Names are compared in small letters, as the standard has it. What
 * belongs to a schema that is not ours has its whole name for an attribute. Throws `invalidPath` or what it is told to.
 */
export function readPath(text: string, scimType: ScimType = 'invalidPath'): AttributePath {
	const path = withoutSchema(text.trim());
	if (path === '' || path.length > MOST_CHARACTERS)
		throw invalid('The path is empty or too long.', scimType);
	if (path.toLowerCase().startsWith('urn:'))
		return { attribute: path.toLowerCase(), where: null, part: null };
	const open = path.indexOf('[');
	if (open === -1) {
		const [attribute = '', part = null, ...more] = path.split('.');
		if (more.length > 0) throw invalid(`The path "${path}" goes too deep.`, scimType);
		return named(attribute, null, part, scimType);
	}
	const close = path.lastIndexOf(']');
	const rest = path.slice(close + 1);
	if (close < open || (rest !== '' && !rest.startsWith('.')))
		throw invalid(`The path "${path}" is not closed.`, scimType);
	const where = readComparison(path.slice(open + 1, close), scimType);
	return named(path.slice(0, open), where, rest === '' ? null : rest.slice(1), scimType);
}

function named(
	attribute: string,
	where: Comparison | null,
	part: string | null,
	scimType: ScimType,
): AttributePath {
	if (!isName(attribute) || (part !== null && !isName(part)))
		throw invalid('The path names no attribute.', scimType);
	return { attribute: attribute.toLowerCase(), where, part: part?.toLowerCase() ?? null };
}

function withoutSchema(path: string): string {
	const small = path.toLowerCase();
	const schema = SCHEMAS.find((one) => small.startsWith(one));
	return schema ? path.slice(schema.length) : path;
}

const isName = (text: string) => /^[a-z$][\w$-]{0,99}$/i.test(text);

/** `path eq "value"`, and nothing else. */
export function readComparison(text: string, scimType: ScimType = 'invalidFilter'): Comparison {
	const trimmed = text.trim();
	const at = endOfPath(trimmed);
	const [path, rest] = [trimmed.slice(0, at), trimmed.slice(at).trimStart()];
	if (path === '' || !/^eq\s/i.test(rest))
		throw invalid(
			'Only comparisons such as userName eq "ada@example.com" are understood.',
			scimType,
		);
	return { path, value: valueOf(rest.slice(2).trim(), scimType) };
}

/** Where the path ends: at the first space that is not in brackets. */
function endOfPath(text: string): number {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const sign = text[at];
		if (sign === '[') depth += 1;
		else if (sign === ']') depth -= 1;
		else if (sign === ' ' && depth === 0) return at;
	}
	return text.length;
}

function valueOf(text: string, scimType: ScimType): string | boolean {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'string' || typeof value === 'boolean') return value;
	} catch {
		// Said below, as for any other value.
	}
	throw invalid('The value is no text in double quotes, true or false.', scimType);
}

/** What a list is asked for: an attribute of ours in small letters, such as `emails.value`, and its value. */
export function readFilter(text: string): { attribute: string; value: string } {
	if (text.length > MOST_CHARACTERS) throw invalid('The filter is too long.', 'invalidFilter');
	const { path, value } = readComparison(text);
	if (typeof value !== 'string') throw invalid('Only texts can be looked for.', 'invalidFilter');
	const { attribute, part } = readPath(path, 'invalidFilter');
	return { attribute: part === null ? attribute : `${attribute}.${part}`, value };
}
