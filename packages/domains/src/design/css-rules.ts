/** Where a community's own style sheet holds: on its site, but on no page that is marked as plain. */
export const SCOPE = '.site:not(:has(.plain))';
/** What it leaves alone: links to the rules of the place, and whatever else must stay in sight. */
export const KEPT = ':not(.kept,.kept *)';
/** What holds something that must stay in sight is neither hidden nor moved. */
export const HOLDS_NONE = ':not(:has(.kept))';

export const CONDITIONS = new Set(['media', 'supports', 'container']);

export const PSEUDO_ELEMENTS = new Set([
	...['before', 'after', 'marker', 'placeholder', 'selection', 'first-line', 'first-letter'],
	...['file-selector-button', 'backdrop'],
]);

/** Names that mean the page itself, which stands above all that the sheet may reach. */
export const ROOTS = new Set(['html', 'body', 'root', 'scope']);

const matching = (...families: string[]) => new RegExp(`^(?:${families.join('|')})$`);

/** Properties that change how something looks, moves or stands. */
export const ALLOWED = matching(
	...['accent-color', 'align-(?:content|items|self)', 'animation(?:-.+)?', 'aspect-ratio', 'all'],
	...['backdrop-filter', 'background(?:-.+)?', 'block-size', 'border(?:-.+)?', 'bottom'],
	...['box-(?:decoration-break|shadow|sizing)', 'break-(?:after|before|inside)', 'caret-color'],
	...['clip-path', 'color', 'color-scheme', 'column(?:s|-.+)', 'contain(?:er(?:-.+)?)?', 'content'],
	...['content-visibility', 'counter-(?:increment|reset|set)', 'cursor', 'display', 'filter'],
	...['flex(?:-.+)?', 'float', 'clear', 'font(?:-.+)?', 'gap', 'grid(?:-.+)?', 'height', 'hyphens'],
	...['inline-size', 'inset(?:-.+)?', 'isolation', 'justify-(?:content|items|self)', 'left'],
	...['letter-spacing', 'line-(?:break|clamp|height)', 'list-style(?:-.+)?', 'margin(?:-.+)?'],
	...['mask(?:-.+)?', 'max-(?:block-size|height|inline-size|width)', 'mix-blend-mode'],
	...['min-(?:block-size|height|inline-size|width)', 'object-(?:fit|position)', 'opacity', 'order'],
	...['outline(?:-.+)?', 'overflow(?:-.+)?', 'overscroll-behavior(?:-.+)?', 'padding(?:-.+)?'],
	...['perspective(?:-origin)?', 'place-(?:content|items|self)', 'pointer-events', 'position'],
	...['quotes', 'resize', 'right', 'rotate', 'row-gap', 'scale', 'scroll-(?:behavior|margin.*)'],
	...['scrollbar-(?:color|gutter|width)', 'shape-(?:margin|outside)', 'tab-size', 'text-.+', 'top'],
	...['transform(?:-.+)?', 'transition(?:-.+)?', 'translate', 'user-select', 'vertical-align'],
	...['visibility', 'white-space(?:-.+)?', 'widows', 'orphans', 'width', 'will-change', 'z-index'],
	...['word-(?:break|spacing|wrap)', 'writing-mode'],
	// Names of one's own only: ours hold what contrast and layout hang on.
	...['--my-[\\w-]+'],
	...['-webkit-(?:backdrop-filter|box-orient|font-smoothing|line-clamp|text-stroke(?:-.+)?)'],
);

/** Properties that could take something out of sight or out of its place. */
export const HIDES = matching(
	...['all', 'animation(?:-.+)?', 'bottom', 'clip-path', 'contain(?:er(?:-.+)?)?'],
	...['content-visibility', 'display', 'filter', 'float', 'height'],
	...['inset(?:-.+)?', 'left', 'mask(?:-.+)?', 'max-(?:block-size|height|width)'],
	...['max-inline-size', 'margin(?:-.+)?', 'mix-blend-mode', 'opacity', 'overflow(?:-.+)?'],
	...['perspective(?:-origin)?', 'pointer-events', 'position', 'right', 'rotate', 'scale'],
	...['text-indent', 'top', 'transform(?:-.+)?', 'translate', 'visibility', 'width', 'z-index'],
	...['block-size', 'inline-size', '-webkit-line-clamp', 'line-clamp'],
);

/** Properties that may show a picture of the community's own. */
export const SHOWS_PICTURES = matching(
	...['background', 'background-image', 'border-image(?:-source)?', 'list-style(?:-image)?'],
	...['mask', 'mask-image'],
);
export const OWN_FILE = /^\/files\/[0-9a-f-]{36}\/(?:full|medium|thumb)$/;

export const FUNCTIONS = new Set([
	...['var', 'calc', 'min', 'max', 'clamp', 'round', 'mod', 'rem', 'abs', 'sign', 'env'],
	...['rgb', 'rgba', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'oklab', 'oklch', 'color', 'color-mix'],
	...['light-dark', 'linear-gradient', 'radial-gradient', 'conic-gradient'],
	...['repeating-linear-gradient', 'repeating-radial-gradient', 'repeating-conic-gradient'],
	...['cubic-bezier', 'steps', 'linear', 'translate', 'translatex', 'translatey', 'translatez'],
	...['translate3d', 'rotate', 'rotatex', 'rotatey', 'rotatez', 'rotate3d', 'scale', 'scalex'],
	...['scaley', 'scalez', 'scale3d', 'skew', 'skewx', 'skewy', 'matrix', 'matrix3d'],
	...['perspective', 'blur', 'brightness', 'contrast', 'drop-shadow', 'grayscale', 'hue-rotate'],
	...['invert', 'opacity', 'saturate', 'sepia', 'minmax', 'repeat', 'fit-content', 'inset'],
	...['circle', 'ellipse', 'polygon', 'counter', 'counters'],
]);

/** Where one of these is said, nothing else may stand in its place: a variable could hold what is refused. */
export const POSITIONS = new Set(['static', 'relative', 'absolute', 'sticky']);
export const HIGHEST_LAYER = 10;
export const MOST_RULES = 2000;
