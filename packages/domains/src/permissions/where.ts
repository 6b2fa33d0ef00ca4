import { rulesToAST } from '@casl/ability/extra';
import { CompoundCondition, FieldCondition, type Condition } from '@ucast/core';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Action, AppAbility, SubjectName } from './permission.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- the builder's tables differ per query; columns come from policies
type Builder = ExpressionBuilder<any, any>;
type Compare = (eb: Builder, column: string, value: unknown) => Expression<SqlBool>;

const COMPARE: Readonly<Record<string, Compare>> = {
	eq: (eb, column, value) => (value === null ? eb(column, 'is', null) : eb(column, '=', value)),
	ne: (eb, column, value) =>
		value === null ? eb(column, 'is not', null) : eb(column, 'is distinct from', value),
	in: (eb, column, value) => {
		const list = (value as readonly unknown[]).filter((one) => one !== null);
		const listed = list.length > 0 ? eb(column, '=', sql`any(${list})`) : eb.lit(false);
		const hasNull = (value as readonly unknown[]).length > list.length;
		return hasNull ? eb.or([listed, eb(column, 'is', null)]) : listed;
	},
};

/**
 * The WHERE for "rows of `table` on which the ability allows `action`", made from the same rules that `authorize`
 * asks, so a list never holds what a detail would refuse. Rules on the kind alone give true, no rule gives false.
 * Throws for an operator that has no translation: failing closed.
 */
export function accessible(
	ability: AppAbility,
	action: Action,
	name: SubjectName,
	table: string,
): (eb: Builder) => Expression<SqlBool> {
	return (eb) => {
		const tree = rulesToAST(ability, action, name);
		return tree === null ? eb.lit(false) : translate(eb, table, tree);
	};
}

function translate(eb: Builder, table: string, node: Condition): Expression<SqlBool> {
	if (node instanceof CompoundCondition) {
		const parts = (node.value as Condition[]).map((part) => translate(eb, table, part));
		switch (node.operator) {
			case 'and':
				return eb.and(parts);
			case 'or':
				return parts.length > 0 ? eb.or(parts) : eb.lit(false);
			case 'not':
				return eb.not(sql<SqlBool>`coalesce(${eb.and(parts)}, false)`);
		}
	} else if (node instanceof FieldCondition) {
		const compare = COMPARE[node.operator];
		if (compare) return compare(eb, `${table}.${node.field}`, node.value);
	}
	throw new Error(`no SQL for the rule operator "${node.operator}"`);
}
