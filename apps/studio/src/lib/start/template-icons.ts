import BriefcaseBusiness from '@lucide/svelte/icons/briefcase-business';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import Gamepad2 from '@lucide/svelte/icons/gamepad-2';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import HeartHandshake from '@lucide/svelte/icons/heart-handshake';
import LifeBuoy from '@lucide/svelte/icons/life-buoy';
import MapPinned from '@lucide/svelte/icons/map-pinned';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Palette from '@lucide/svelte/icons/palette';
import Star from '@lucide/svelte/icons/star';
import Users from '@lucide/svelte/icons/users';
import type { Icon } from '@kith/ui/icon';

const ICONS: Readonly<Record<string, Icon>> = {
	'briefcase-business': BriefcaseBusiness,
	'flask-conical': FlaskConical,
	'gamepad-2': Gamepad2,
	'graduation-cap': GraduationCap,
	'heart-handshake': HeartHandshake,
	'life-buoy': LifeBuoy,
	'map-pinned': MapPinned,
	megaphone: Megaphone,
	palette: Palette,
	star: Star,
};

/** The picture of a template; people for one that names an icon we do not carry. */
export function templateIcon(name: string): Icon {
	return ICONS[name] ?? Users;
}
