locals {
  # What a cluster of many schemas needs. Memory is the instance's own: RDS gives shared_buffers a quarter of it.
  static_parameters = {
    max_connections           = "100"
    max_locks_per_transaction = "512"
    autovacuum_max_workers    = "4"
    "rds.logical_replication" = "1"
  }
  live_parameters = {
    checkpoint_timeout                  = "900"
    checkpoint_completion_target        = "0.9"
    max_wal_size                        = "8192"
    wal_compression                     = "lz4"
    jit                                 = "0"
    autovacuum_naptime                  = "60"
    idle_in_transaction_session_timeout = "15000"
    "rds.force_ssl"                     = "1"
  }
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.name}-pg18-"
  family      = "postgres18"
  description = "Settings for a schema per community"

  dynamic "parameter" {
    for_each = local.static_parameters
    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot"
    }
  }

  dynamic "parameter" {
    for_each = local.live_parameters
    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "immediate"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier             = var.name
  engine                 = "postgres"
  engine_version         = var.engine_version
  instance_class         = var.instance_class
  db_name                = "kith"
  username               = "kith"
  password_wo            = var.password
  password_wo_version    = var.password_version
  parameter_group_name   = aws_db_parameter_group.this.name
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [var.security_group_id]
  publicly_accessible    = false
  multi_az               = var.multi_az

  storage_type          = "gp3"
  storage_encrypted     = true
  allocated_storage     = var.storage_gb
  max_allocated_storage = var.storage_gb * 4

  backup_retention_period   = var.backup_days
  backup_window             = "02:00-03:00"
  maintenance_window        = "Sun:03:30-Sun:04:30"
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  auto_minor_version_upgrade      = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
}
