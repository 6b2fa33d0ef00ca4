import ChartNoAxesColumn from '@lucide/svelte/icons/chart-no-axes-column';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Image from '@lucide/svelte/icons/image';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Newspaper from '@lucide/svelte/icons/newspaper';
import PanelTop from '@lucide/svelte/icons/panel-top';
import SquareMousePointer from '@lucide/svelte/icons/square-mouse-pointer';
import TextAlignStart from '@lucide/svelte/icons/text-align-start';
import UserPlus from '@lucide/svelte/icons/user-plus';
import Users from '@lucide/svelte/icons/users';
import type { BlockKind } from '@kith/domains/design/pages';
import type { Icon } from '@kith/ui/icon';

export const BLOCK_ICONS: Readonly<Record<BlockKind, Icon>> = {
	hero: PanelTop,
	text: TextAlignStart,
	spaces: LayoutGrid,
	posts: Newspaper,
	members: Users,
	stats: ChartNoAxesColumn,
	join: UserPlus,
	faq: CircleQuestionMark,
	image: Image,
	cards: SquareMousePointer,
};
