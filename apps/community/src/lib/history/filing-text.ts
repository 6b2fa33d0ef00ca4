import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Filed = { rules: readonly string[]; from: string; to: string; tags: readonly string[] };

const listed = (all: readonly string[]) => new Intl.ListFormat(getLocale()).format(all);

/** What rules did with a post. */
export function filedText({ from, to, ...filed }: Filed): string {
	const [rules, tags] = [listed(filed.rules), listed(filed.tags)];
	if (to === '') return m.history_did_filed_tagged({ rules, tags });
	if (tags === '') return m.history_did_filed_moved({ rules, from, to });
	return m.history_did_filed_both({ rules, from, to, tags });
}

type Details = Readonly<Record<string, string>>;

/** Kept as JSON, also in what came with an archive. */
function namesIn(list = '[]'): string[] {
	try {
		const names: unknown = JSON.parse(list);
		return Array.isArray(names) ? names.map(String) : [];
	} catch {
		return [];
	}
}

/** The same, as a timeline keeps it. */
export const filedEntry = ({ rules, tags, from = '', to = '' }: Details): string =>
	filedText({ from, to, rules: namesIn(rules), tags: namesIn(tags) });

/** What became of what rules did. */
export function unfiledEntry({ from, ...details }: Details): string {
	const rules = listed(namesIn(details['rules']));
	return from ? m.history_did_unfiled_moved({ rules, from }) : m.history_did_unfiled({ rules });
}
