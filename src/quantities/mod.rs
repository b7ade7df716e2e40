//! Chinese and Arabic numbers, units and dates, read the same way everywhere.
