type Node = Record<string, unknown>;

/** `items[0][price]=x` as nested objects: lists keep their numbers as keys until their shape is known. */
export function readForm(text: string): Node {
	const root: Node = Object.create(null) as Node;
	for (const [name, value] of new URLSearchParams(text)) {
		const path = [...name.matchAll(/([^[\]]+)|\[\]/g)].map(([part]) => part);
		let node = root;
		for (const [index, part] of path.entries()) {
			const key = part === '[]' ? String(Object.keys(node).length) : part;
			if (index === path.length - 1) node[key] = value;
			else node = openNode(node, key);
		}
	}
	return root;
}

function openNode(node: Node, key: string): Node {
	const found = node[key];
	if (typeof found === 'object' && found !== null) return found as Node;
	return (node[key] = Object.create(null) as Node) as Node;
}
