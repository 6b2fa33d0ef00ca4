mock_provider "aws" {}

variables {
  name              = "kith-test"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
  instance_class    = "db.t4g.medium"
  multi_az          = false
  storage_gb        = 20
  backup_days       = 7
  password          = "0123456789abcdef0123456789abcdef"
  password_version  = 1
}

run "the_database_is_private_encrypted_and_hard_to_lose" {
  command = apply

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.deletion_protection && !aws_db_instance.this.publicly_accessible && !aws_db_instance.this.skip_final_snapshot
    error_message = "A guard of the database is off."
  }
  assert {
    condition     = { for one in aws_db_parameter_group.this.parameter : one.name => one.value }["max_locks_per_transaction"] == "512"
    error_message = "A schema per community needs more locks than the default."
  }
}

run "another_major_version_is_refused" {
  command = plan
  variables {
    engine_version = "17"
  }
  expect_failures = [var.engine_version]
}
