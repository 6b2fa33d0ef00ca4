output "endpoint" {
  description = "host:port of the database."
  value       = aws_db_instance.this.endpoint
}

output "name" {
  description = "Name of the database in the instance."
  value       = aws_db_instance.this.db_name
}

output "owner" {
  description = "Role that owns the database."
  value       = aws_db_instance.this.username
}
