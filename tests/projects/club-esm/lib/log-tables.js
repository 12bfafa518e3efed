export default ['log_book', 'damage_book'];
