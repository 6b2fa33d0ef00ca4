import * as z from 'zod';
import { RuleDefinition, type RuleView } from '@kith/domains/gamification/schema';

/** A file of rules: what they are called and what they say, nothing of who they gave anything to. */
const RuleFile = z.object({
	kind: z.literal('kith.point-rules'),
	version: z.literal(1),
	rules: z
		.array(z.object({ name: z.string().trim().min(1).max(80), definition: RuleDefinition }))
		.max(100),
});

/** Largest file that is read, in bytes. */
const MOST_BYTES = 500_000;

/** Rules as a file: what is being written before what is in force. */
export function ruleFile(rules: readonly RuleView[]): string {
	const said = rules.flatMap(({ name, draft, inForce }) => {
		const definition = draft ?? inForce?.definition;
		return definition ? [{ name, definition }] : [];
	});
	return JSON.stringify({ kind: 'kith.point-rules', version: 1, rules: said }, null, '\t');
}

/** Saves the rules as a file on the device. */
export function takeOut(rules: readonly RuleView[], slug: string): void {
	const url = URL.createObjectURL(new Blob([ruleFile(rules)], { type: 'application/json' }));
	const link = Object.assign(document.createElement('a'), {
		...{ href: url, download: `${slug}-rules.json` },
	});
	link.click();
	URL.revokeObjectURL(url);
}

/** The rules in a file, without the badges they named there; null for what is no such file. */
export async function readFile(file: File): Promise<z.infer<typeof RuleFile>['rules'] | null> {
	if (file.size > MOST_BYTES) return null;
	try {
		const { rules } = RuleFile.parse(JSON.parse(await file.text()));
		return rules
			.map(({ name, definition }) => ({ name, definition: { ...definition, badgeId: null } }))
			.filter(({ definition }) => definition.points !== 0);
	} catch {
		return null;
	}
}
