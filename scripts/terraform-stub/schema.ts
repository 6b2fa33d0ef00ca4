/** How often a nested block may occur, as the provider's documentation says. */
export type Nested = BlockSpec & { nesting: 'list' | 'set'; min?: number; max?: number };

/**
 * One resource, data source or block. `attributes` holds words `name<mark>[:type]`:
 * `!` required, `?` optional, `*` optional and computed, `=` computed, `^` optional and write-only.
 */
export type BlockSpec = { attributes: string; blocks?: Readonly<Record<string, Nested>> };
export type Specs = Readonly<Record<string, BlockSpec>>;

const types: Readonly<Record<string, unknown>> = {
	string: 'string',
	number: 'number',
	bool: 'bool',
	list: ['list', 'string'],
	set: ['set', 'string'],
	map: ['map', 'string'],
};
const nestings = { list: 2, set: 3 };

/** The wire form of one spec. Throws an Error that names the word it cannot read. */
export function wireSchema(spec: BlockSpec) {
	return { version: 0, block: wireBlock(spec) };
}

/** Wire forms by name. */
export function wireSchemas(specs: Specs) {
	return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, wireSchema(spec)]));
}

type WireBlock = {
	version: number;
	attributes: ReturnType<typeof wireAttribute>[];
	block_types: {
		type_name: string;
		nesting: number;
		min_items: number;
		max_items: number;
		block: WireBlock;
	}[];
};

function wireBlock(spec: BlockSpec): WireBlock {
	return {
		version: 0,
		attributes: spec.attributes.split(/\s+/).filter(Boolean).map(wireAttribute),
		block_types: Object.entries(spec.blocks ?? {}).map(([name, nested]) => ({
			type_name: name,
			nesting: nestings[nested.nesting],
			min_items: nested.min ?? 0,
			max_items: nested.max ?? 0,
			block: wireBlock(nested),
		})),
	};
}

function wireAttribute(word: string) {
	const [, name, mark, type] = /^([a-z0-9_]+)([!?*=^])(?::([a-z]+))?$/.exec(word) ?? [];
	const known = types[type ?? 'string'];
	if (!name || !known) throw new Error(`This attribute cannot be read: ${word}`);
	return {
		name,
		type: Buffer.from(JSON.stringify(known)),
		required: mark === '!',
		optional: mark === '?' || mark === '*' || mark === '^',
		computed: mark === '*' || mark === '=',
		write_only: mark === '^',
	};
}
