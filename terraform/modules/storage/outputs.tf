output "bucket" {
  description = "Name of the media bucket."
  value       = aws_s3_bucket.media.bucket
}

output "bucket_arn" {
  description = "The media bucket, for policies."
  value       = aws_s3_bucket.media.arn
}
