/** The tables that DDL for a schema called `s` makes, parents before what refers to them. */
export function tablesIn(statements: readonly string[]): string[] {
	const parents = new Map<string, Set<string>>();
	for (const text of statements) {
		const made = /^create table s\.(\w+)/.exec(text)?.[1];
		if (made) parents.set(made, parents.get(made) ?? new Set());
		const altered = made ?? /^alter table s\.(\w+)/.exec(text)?.[1];
		for (const [, parent] of text.matchAll(/references s\.(\w+)/gi))
			if (altered && parent && parent !== altered) parents.get(altered)?.add(parent);
	}
	const ordered: string[] = [];
	const visit = (table: string) => {
		for (const parent of parents.get(table) ?? [])
			if (parents.has(parent) && !ordered.includes(parent)) visit(parent);
		if (!ordered.includes(table)) ordered.push(table);
	};
	for (const table of parents.keys()) visit(table);
	return ordered;
}
