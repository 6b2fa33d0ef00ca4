import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { RuleDefinition, type Condition, type RuleView } from './gamification.schema.ts';
import { isOnlyFun } from './only-fun.ts';
import { badgesThere, givenSince, listedRules, tagsThere } from './rules.queries.ts';
import { isSame } from './save-rule.ts';

const DAYS = 30;

/** The rules as those see them who run them, with what is wrong about each. */
export async function listRules(ctx: CommunityContext): Promise<RuleView[]> {
	ctx.authorize('read', 'PointRule');
	requireModule(ctx, 'gamification');
	const since = new Date(ctx.clock.now().getTime() - DAYS * 86_400_000);
	const rows = await listedRules(ctx.db).execute();
	const given = new Map(
		(await givenSince(ctx.db, since).execute()).map((row) => [row.ruleId, row]),
	);
	const rules = rows.map(({ id, name, version, draft, definition, number, ...times }) => ({
		...{ id, name, version },
		draft: draft === null ? null : RuleDefinition.parse(draft),
		inForce:
			definition === null || times.countsUntil !== null
				? null
				: {
						definition: RuleDefinition.parse(definition),
						...{ number: number ?? 1, since: sinceOf(times.countsFrom) },
					},
		/** What it said last, when it says nothing now. */
		last: definition === null ? null : RuleDefinition.parse(definition),
	}));
	const there = await whatIsThere(
		ctx,
		rules.flatMap(({ draft, last }) => [draft, last].filter((one) => one !== null)),
	);
	return rules.map(({ last, ...rule }) => {
		const shown = rule.draft ?? last;
		const twin = shown && rules.find((one) => one.id !== rule.id && isTwin(one.inForce, shown));
		return {
			...{ ...rule, draft: rule.draft ?? (rule.inForce ? null : last) },
			points: given.get(rule.id)?.points ?? 0,
			members: Number(given.get(rule.id)?.members ?? 0),
			missing: shown ? missingIn(shown, there) : [],
			sameAs: twin?.name ?? null,
		};
	});
}

const isTwin = (inForce: RuleView['inForce'], shown: RuleDefinition): boolean =>
	inForce !== null && isSame(inForce.definition, shown);

/** Rules that count from the beginning say no day. */
const sinceOf = (countsFrom: Date | null): Date | null =>
	countsFrom && countsFrom.getTime() > 0 ? countsFrom : null;

type Kind = 'space' | 'tag' | 'role';
type There = Record<Kind | 'badge' | 'harmless', ReadonlySet<string>>;

/** Of what these definitions name, what there is. */
export async function whatIsThere(
	{ db, snapshot }: CommunityContext,
	definitions: readonly RuleDefinition[],
): Promise<There> {
	const tagIds = definitions.flatMap((one) => namesIn(one, 'tag'));
	const badgeIds = definitions.flatMap(({ badgeId }) => (badgeId ? [badgeId] : []));
	const tags = tagIds.length > 0 ? await tagsThere(db, tagIds).execute() : [];
	const badges = badgeIds.length > 0 ? await badgesThere(db, badgeIds).execute() : [];
	return {
		space: new Set(snapshot.spaces.map(({ id }) => id)),
		role: idsOf(snapshot.roles),
		harmless: idsOf(snapshot.roles.filter(isOnlyFun)),
		...{ tag: idsOf(tags), badge: idsOf(badges) },
	};
}

const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));

/** The kinds of things that a definition names and that are gone. */
export function missingIn(definition: RuleDefinition, there: There): RuleView['missing'] {
	const kinds: readonly Kind[] = ['space', 'tag', 'role'];
	const missing: RuleView['missing'] = kinds.filter((kind) =>
		namesIn(definition, kind).some((id) => !there[kind].has(id)),
	);
	const { badgeId, brings } = definition;
	if (badgeId && !there.badge.has(badgeId)) missing.push('badge');
	const roleId = brings?.roleId;
	if (roleId && there.role.has(roleId) && !there.harmless.has(roleId)) missing.push('harmless');
	return missing;
}

/** What a rule names of one kind. */
function namesIn({ when, brings }: RuleDefinition, kind: Kind): string[] {
	const visit = (condition: Condition): string[] => {
		if (condition.is === 'all' || condition.is === 'any') return condition.of.flatMap(visit);
		if (condition.is === 'not') return visit(condition.what);
		return condition.is === kind ? condition.in : [];
	};
	const brought = {
		space: brings?.spaceIds ?? [],
		role: brings?.roleId ? [brings.roleId] : [],
		tag: [],
	};
	return [...(when ? visit(when) : []), ...brought[kind]];
}
