const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Markup that is safe as it stands. */
export class Html {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

type Part = string | Html | readonly Html[];

/** Markup from a template: every value is escaped for text and quoted attributes, unless it is Html already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	const shown = parts.map((part) => {
		if (typeof part === 'string')
			return part.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
		return part instanceof Html ? part.text : part.map(({ text }) => text).join('');
	});
	return new Html(String.raw({ raw: strings }, ...shown));
}
