import * as z from 'zod';
import { RuleDefinition, type Brings, type RuleView } from '@kith/domains/gamification/schema';
import type { Named } from './rule-words.ts';

const Names = z.record(z.string(), z.string().max(200));

/** A file of rules: what they are called and what they say, nothing of who they gave anything to. */
const RuleFile = z.object({
	kind: z.literal('kith.point-rules'),
	version: z.literal(1),
	rules: z
		.array(
			z.object({
				name: z.string().trim().min(1).max(80),
				definition: RuleDefinition,
				/** What the role and the spaces that it opens are called where it comes from. */
				opens: z.object({ roles: Names, spaces: Names }).optional(),
			}),
		)
		.max(100),
});
type FromFile = z.infer<typeof RuleFile>['rules'][number];

/** Largest file that is read, in bytes. */
const MOST_BYTES = 500_000;

type Things = readonly { id: string; name: string }[];

const called = (ids: readonly string[], things: Things) =>
	Object.fromEntries(things.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]));

/** Rules as a file: what is being written before what is in force. */
export function ruleFile(rules: readonly RuleView[], { roles, spaces }: Named): string {
	const said = rules.flatMap(({ name, draft, inForce }) => {
		const definition = draft ?? inForce?.definition;
		if (!definition) return [];
		const { brings } = definition;
		const opens = brings && {
			roles: called(brings.roleId === null ? [] : [brings.roleId], roles),
			spaces: called(brings.spaceIds, spaces),
		};
		return [{ name, definition, ...(opens && { opens }) }];
	});
	return JSON.stringify({ kind: 'kith.point-rules', version: 1, rules: said }, null, '\t');
}

/** Saves the rules as a file on the device. */
export function takeOut(rules: readonly RuleView[], named: Named, slug: string): void {
	const text = ruleFile(rules, named);
	const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	const link = Object.assign(document.createElement('a'), {
		...{ href: url, download: `${slug}-rules.json` },
	});
	link.click();
	URL.revokeObjectURL(url);
}

/**
 * The rules in a file, without the badges they named there; roles and spaces are those that are there, or that are called
 * the same here. Null for what is no such file.
 */
export async function readFile(
	file: File,
	named: Named,
): Promise<{ name: string; definition: RuleDefinition }[] | null> {
	if (file.size > MOST_BYTES) return null;
	try {
		const { rules } = RuleFile.parse(JSON.parse(await file.text()));
		return rules
			.map(({ name, definition, opens }) => {
				const brings = definition.brings && broughtHere(definition.brings, opens, named);
				return { name, definition: { ...definition, badgeId: null, brings } };
			})
			.filter(({ definition: { points, brings } }) => points !== 0 || brings !== null);
	} catch {
		return null;
	}
}

function broughtHere(
	{ roleId, spaceIds, days }: Brings,
	opens: FromFile['opens'],
	{ roles, spaces }: Named,
): Brings | null {
	const here = (id: string, names: Record<string, string> | undefined, things: Things) =>
		(things.find((one) => one.id === id) ?? things.find(({ name }) => name === names?.[id]))?.id;
	const brings = {
		roleId: roleId === null ? null : (here(roleId, opens?.roles, roles) ?? null),
		spaceIds: spaceIds.flatMap((id) => here(id, opens?.spaces, spaces) ?? []),
		days,
	};
	return brings.roleId === null && brings.spaceIds.length === 0 ? null : brings;
}
