/** Names of files that are Parquet, or ought to be. */
export const parquetName = /\.(parquet|parq|pq)(\.gz)?$/i;
