import type { Specs } from './schema.ts';

const rule = `id= arn= security_group_id! ip_protocol! cidr_ipv4? cidr_ipv6? description?
	from_port?:number to_port?:number prefix_list_id? referenced_security_group_id?
	security_group_rule_id= tags?:map tags_all=:map`;

/** VPC, subnets, routes, gateways and security groups, after the AWS provider's documentation. */
export const networkSpecs: Specs = {
	aws_vpc: {
		attributes: `id= arn= cidr_block* enable_dns_hostnames*:bool enable_dns_support?:bool
			instance_tenancy? default_security_group_id= main_route_table_id= owner_id= tags?:map tags_all=:map`,
	},
	aws_subnet: {
		attributes: `id= arn= vpc_id! availability_zone* availability_zone_id* cidr_block?
			map_public_ip_on_launch?:bool owner_id= tags?:map tags_all=:map`,
	},
	aws_internet_gateway: { attributes: 'id= arn= vpc_id* owner_id= tags?:map tags_all=:map' },
	aws_eip: {
		attributes: `id= arn= allocation_id= domain* instance* network_interface* private_ip=
			public_dns= public_ip= tags?:map tags_all=:map`,
	},
	aws_nat_gateway: {
		attributes: `id= allocation_id? connectivity_type? subnet_id? private_ip* public_ip=
			network_interface_id= association_id= tags?:map tags_all=:map`,
	},
	aws_route_table: {
		attributes: 'id= arn= vpc_id! owner_id= propagating_vgws*:set tags?:map tags_all=:map',
	},
	aws_route: {
		attributes: `id= route_table_id! destination_cidr_block? destination_ipv6_cidr_block?
			destination_prefix_list_id? gateway_id? nat_gateway_id? network_interface_id*
			transit_gateway_id? vpc_endpoint_id? vpc_peering_connection_id? origin= state=`,
	},
	aws_route_table_association: {
		attributes: 'id= route_table_id! subnet_id? gateway_id?',
	},
	aws_vpc_endpoint: {
		attributes: `id= arn= vpc_id! service_name? vpc_endpoint_type? route_table_ids*:set
			subnet_ids*:set security_group_ids*:set policy* private_dns_enabled*:bool auto_accept?:bool
			prefix_list_id= state= tags?:map tags_all=:map`,
	},
	aws_security_group: {
		attributes: `id= arn= name* name_prefix* description? vpc_id* owner_id=
			revoke_rules_on_delete?:bool tags?:map tags_all=:map`,
	},
	aws_vpc_security_group_ingress_rule: { attributes: rule },
	aws_vpc_security_group_egress_rule: { attributes: rule },
};

/** Data sources of the network. */
export const networkDataSpecs: Specs = {
	aws_availability_zones: {
		attributes: `id= state? all_availability_zones?:bool exclude_names?:set exclude_zone_ids?:set
			group_names=:set names=:list zone_ids=:list`,
		blocks: { filter: { nesting: 'set', attributes: 'name! values!:set' } },
	},
};
