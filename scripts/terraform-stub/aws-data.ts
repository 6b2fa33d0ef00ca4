import type { Specs } from './schema.ts';

/** RDS and S3, after the AWS provider's documentation. */
export const storeSpecs: Specs = {
	aws_db_subnet_group: {
		attributes: `id= arn= name* name_prefix* description? subnet_ids!:set vpc_id= tags?:map
			tags_all=:map`,
	},
	aws_db_parameter_group: {
		attributes: `id= arn= name* name_prefix* family! description? skip_destroy?:bool tags?:map
			tags_all=:map`,
		blocks: { parameter: { nesting: 'set', attributes: 'name! value! apply_method?' } },
	},
	aws_db_instance: {
		attributes: `id= arn= address= endpoint= resource_id= status= hosted_zone_id=
			engine_version_actual= identifier* identifier_prefix* engine* engine_version* instance_class!
			allocated_storage*:number max_allocated_storage?:number storage_type* storage_encrypted?:bool
			storage_throughput*:number iops*:number kms_key_id* db_name* username* password? password_wo^
			password_wo_version?:number manage_master_user_password?:bool port*:number
			parameter_group_name* db_subnet_group_name* vpc_security_group_ids*:set
			publicly_accessible?:bool multi_az*:bool availability_zone* backup_retention_period*:number
			backup_window* maintenance_window* copy_tags_to_snapshot?:bool delete_automated_backups?:bool
			deletion_protection?:bool skip_final_snapshot?:bool final_snapshot_identifier?
			snapshot_identifier? apply_immediately?:bool allow_major_version_upgrade?:bool
			auto_minor_version_upgrade?:bool enabled_cloudwatch_logs_exports?:set monitoring_interval?:number
			monitoring_role_arn* performance_insights_enabled?:bool
			performance_insights_retention_period*:number ca_cert_identifier*
			iam_database_authentication_enabled?:bool tags?:map tags_all=:map`,
		blocks: {
			blue_green_update: { nesting: 'list', max: 1, attributes: 'enabled?:bool' },
			restore_to_point_in_time: {
				nesting: 'list',
				max: 1,
				attributes: `restore_time? source_db_instance_identifier?
					source_db_instance_automated_backups_arn? source_dbi_resource_id?
					use_latest_restorable_time?:bool`,
			},
		},
	},
	aws_s3_bucket: {
		attributes: `id= arn= bucket* bucket_prefix* force_destroy?:bool object_lock_enabled*:bool
			bucket_domain_name= bucket_regional_domain_name= bucket_region= hosted_zone_id= tags?:map
			tags_all=:map`,
	},
	aws_s3_bucket_ownership_controls: {
		attributes: 'id= bucket!',
		blocks: { rule: { nesting: 'list', min: 1, max: 1, attributes: 'object_ownership!' } },
	},
	aws_s3_bucket_public_access_block: {
		attributes: `id= bucket! block_public_acls?:bool block_public_policy?:bool
			ignore_public_acls?:bool restrict_public_buckets?:bool`,
	},
	aws_s3_bucket_versioning: {
		attributes: 'id= bucket! mfa? expected_bucket_owner?',
		blocks: {
			versioning_configuration: {
				nesting: 'list',
				min: 1,
				max: 1,
				attributes: 'status! mfa_delete*',
			},
		},
	},
	aws_s3_bucket_server_side_encryption_configuration: {
		attributes: 'id= bucket! expected_bucket_owner?',
		blocks: {
			rule: {
				nesting: 'set',
				min: 1,
				attributes: 'bucket_key_enabled?:bool',
				blocks: {
					apply_server_side_encryption_by_default: {
						nesting: 'list',
						max: 1,
						attributes: 'sse_algorithm! kms_master_key_id?',
					},
				},
			},
		},
	},
	aws_s3_bucket_lifecycle_configuration: {
		attributes: 'id= bucket! expected_bucket_owner* transition_default_minimum_object_size*',
		blocks: {
			rule: {
				nesting: 'list',
				attributes: 'id! status! prefix*',
				blocks: {
					filter: {
						nesting: 'list',
						attributes: 'prefix* object_size_greater_than*:number object_size_less_than*:number',
					},
					noncurrent_version_expiration: {
						nesting: 'list',
						attributes: 'noncurrent_days!:number newer_noncurrent_versions?:number',
					},
					abort_incomplete_multipart_upload: {
						nesting: 'list',
						attributes: 'days_after_initiation?:number',
					},
					expiration: {
						nesting: 'list',
						attributes: 'date? days*:number expired_object_delete_marker*:bool',
					},
				},
			},
		},
	},
	aws_s3_bucket_policy: { attributes: 'id= bucket! policy!' },
};
