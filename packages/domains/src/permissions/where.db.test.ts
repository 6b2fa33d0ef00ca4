import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import fc from 'fast-check';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { isAllowed } from './ability.ts';
import type { AppAbility } from './permission.ts';
import { accessible } from './where.ts';

type Row = { id: number; spaceId: string | null; authorId: string | null; status: string | null };

const PLAIN = { noNullPrototype: true };
const VALUES = ['a', 'b', 'c'] as const;
const value = fc.constantFrom(...VALUES);
const nullable = fc.option(value, { nil: null, freq: 4 });
const condition = fc.oneof(
	nullable,
	fc.record({ $eq: nullable }, PLAIN),
	fc.record({ $in: fc.array(nullable, { maxLength: 3 }) }, PLAIN),
	fc.record({ $ne: nullable }, PLAIN),
);
const conditions = fc.dictionary(fc.constantFrom('spaceId', 'authorId', 'status'), condition, {
	...{ minKeys: 1, maxKeys: 3, ...PLAIN },
});
const rule = fc.record({
	inverted: fc.boolean(),
	action: fc.constantFrom('read' as const, 'update' as const),
	conditions: fc.option(conditions, { nil: undefined, freq: 6 }),
});
const ruleSet = fc.array(rule, { minLength: 0, maxLength: 6 });

/** Every combination of values there is: what a rule set says of these it says of all rows. */
const OR_NULL = [...VALUES, null];
const ROWS: Row[] = OR_NULL.flatMap((spaceId) =>
	OR_NULL.flatMap((authorId) => OR_NULL.map((status) => ({ spaceId, authorId, status }))),
).map((row, id) => ({ id, ...row }));

let installation: TestInstallation;
let db: Kysely<{ samples: Row }>;
beforeAll(async () => {
	installation = await createTestInstallation();
	await installation.owner.query('create schema trial');
	const dialect = new PostgresDialect({ pool: installation.owner });
	db = new Kysely<{ samples: Row }>({ dialect, plugins: [new CamelCasePlugin()] }).withSchema(
		'trial',
	);
	await installation.owner.query(
		'create table trial.samples (id int, space_id text, author_id text, status text)',
	);
	await db.insertInto('samples').values(ROWS).execute();
});
afterAll(() => installation.close());

function abilityOf(rules: readonly (typeof rule extends fc.Arbitrary<infer R> ? R : never)[]) {
	const { can, cannot, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
	for (const { inverted, action, conditions: when } of rules)
		(inverted ? cannot : can)(action, 'Post', when);
	return build();
}
const idsInSql = async (ability: AppAbility) => {
	const rows = db.selectFrom('samples').select('id').orderBy('id');
	return (await rows.where(accessible(ability, 'read', 'Post', 'samples')).execute()).map(
		({ id }) => id,
	);
};
const idsByRule = (ability: AppAbility) =>
	ROWS.filter((row) => isAllowed(ability, 'read', 'Post', row)).map(({ id }) => id);

test('a list holds exactly what a detail allows, for four hundred sets of rules and every row', async () => {
	let kinds = { none: 0, some: 0, all: 0 };
	await fc.assert(
		fc.asyncProperty(ruleSet, async (rules) => {
			const ability = abilityOf(rules);
			const expected = idsByRule(ability);
			expect(await idsInSql(ability)).toEqual(expected);
			const kind = expected.length === 0 ? 'none' : expected.length < ROWS.length ? 'some' : 'all';
			kinds = { ...kinds, [kind]: kinds[kind] + 1 };
		}),
		{ numRuns: 400 },
	);
	for (const count of Object.values(kinds)) expect(count).toBeGreaterThan(10);
});

test('no rule gives nothing, a rule on the kind alone gives all, a later denial takes away', async () => {
	const { can, cannot, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
	expect(await idsInSql(build())).toEqual([]);
	can('read', 'Post');
	expect(await idsInSql(build())).toHaveLength(ROWS.length);
	cannot('read', 'Post', { status: { $in: ['a', 'b', 'c'] } });
	const left = ROWS.filter(({ status }) => status === null).map(({ id }) => id);
	expect(await idsInSql(build())).toEqual(left);
});

test.for([{ $gt: 'a' }, { $regex: '^a' }, { $exists: true }, { $nin: ['a'] }, { $all: ['a'] }])(
	'an operator without a translation fails loudly: %o',
	(operator) => {
		const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
		can('read', 'Post', { status: operator });
		const ability = build();
		expect(() =>
			db
				.selectFrom('samples')
				.where(accessible(ability, 'read', 'Post', 'samples'))
				.compile(),
		).toThrow('no SQL for the rule operator');
	},
);
